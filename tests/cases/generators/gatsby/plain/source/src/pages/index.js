import * as React from "react"
import { Link, graphql } from "gatsby"
import Layout from "../components/layout"

const BlogIndex = ({ data }) => (
  <Layout title={data.site.siteMetadata.title}>
    <ol>
      {data.allMarkdownRemark.nodes.map(post => (
        <li key={post.fields.slug}>
          <article className="post-list-item" itemScope itemType="http://schema.org/Article">
            <header>
              <h2>
                <Link to={post.fields.slug} itemProp="url">
                  <span itemProp="headline">{post.frontmatter.title || post.fields.slug}</span>
                </Link>
              </h2>
              <small>{post.frontmatter.date}</small>
            </header>
            <section>
              <p itemProp="description">{post.frontmatter.description || post.excerpt}</p>
            </section>
          </article>
        </li>
      ))}
    </ol>
  </Layout>
)

export default BlogIndex

export const Head = () => <title>All posts</title>

export const pageQuery = graphql`
  {
    site {
      siteMetadata {
        title
      }
    }
    allMarkdownRemark(sort: { frontmatter: { date: DESC } }) {
      nodes {
        excerpt
        fields {
          slug
        }
        frontmatter {
          date(formatString: "MMMM DD, YYYY")
          title
          description
        }
      }
    }
  }
`
