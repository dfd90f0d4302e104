import * as React from "react"
import { graphql } from "gatsby"
import Layout from "../components/layout"

const BlogPostTemplate = ({ data: { site, markdownRemark: post } }) => (
  <Layout title={site.siteMetadata.title}>
    <article className="blog-post" itemScope itemType="http://schema.org/Article">
      <header>
        <h1 itemProp="headline">{post.frontmatter.title}</h1>
        <p>{post.frontmatter.date}</p>
      </header>
      <section dangerouslySetInnerHTML={{ __html: post.html }} itemProp="articleBody" />
    </article>
  </Layout>
)

export const Head = ({ data: { site, markdownRemark: post } }) => (
  <>
    <title>{`${post.frontmatter.title} | ${site.siteMetadata.title}`}</title>
    <meta name="description" content={post.frontmatter.description || post.excerpt} />
    <meta property="og:title" content={post.frontmatter.title} />
    <meta property="og:type" content="website" />
  </>
)

export default BlogPostTemplate

export const pageQuery = graphql`
  query BlogPostBySlug($id: String!) {
    site {
      siteMetadata {
        title
      }
    }
    markdownRemark(id: { eq: $id }) {
      id
      excerpt(pruneLength: 160)
      html
      frontmatter {
        title
        date(formatString: "MMMM DD, YYYY")
        description
      }
    }
  }
`
