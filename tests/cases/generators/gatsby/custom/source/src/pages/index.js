import * as React from "react"
import { Link, graphql } from "gatsby"

const Index = ({ data }) => (
  <main>
    <ul>
      {data.allMarkdownRemark.nodes.map(({ fields, frontmatter }) => (
        <li key={fields.slug}><Link to={fields.slug}>{frontmatter.title}</Link></li>
      ))}
    </ul>
  </main>
)

export default Index

export const Head = () => <title>Größe & Co</title>

export const query = graphql`
  {
    allMarkdownRemark(filter: { frontmatter: { draft: { ne: true } } }, sort: { frontmatter: { date: DESC } }) {
      nodes {
        fields { slug }
        frontmatter { title }
      }
    }
  }
`
