import * as React from "react"
import { graphql } from "gatsby"

const Post = ({ data: { markdownRemark: post } }) => (
  <main>
    <article>
      <h1>{post.frontmatter.title}</h1>
      <time dateTime={post.frontmatter.date}>{post.frontmatter.date}</time>
      {post.frontmatter.authors?.map(author => <span key={author.key} className="author">{author.name}</span>)}
      <div dangerouslySetInnerHTML={{ __html: post.html }} />
    </article>
  </main>
)

export default Post

export const Head = ({ data: { site, markdownRemark: post } }) => (
  <>
    <html lang="de" />
    <title>{post.frontmatter.title}</title>
    <link rel="canonical" href={site.siteMetadata.siteUrl + site.pathPrefix + post.fields.slug} />
    <meta property="article:published_time" content={post.frontmatter.date} />
    {post.frontmatter.updated && <meta property="article:modified_time" content={post.frontmatter.updated} />}
  </>
)

export const query = graphql`
  query ($id: String!) {
    site {
      pathPrefix
      siteMetadata { siteUrl }
    }
    markdownRemark(id: { eq: $id }) {
      html
      fields { slug }
      frontmatter {
        title
        date
        updated
        authors { key name }
      }
    }
  }
`
