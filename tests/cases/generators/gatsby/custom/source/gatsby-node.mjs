import path from "node:path"
import { createFilePath } from "gatsby-source-filesystem"

export const createSchemaCustomization = ({ actions }) => {
  actions.createTypes(`
    type MarkdownRemark implements Node {
      frontmatter: Frontmatter
      fields: Fields
    }
    type Frontmatter {
      title: String!
      date: Date @dateformat
      updated: Date @dateformat
      draft: Boolean
      description: String
      tags: [String!]
      authors: [PeopleYaml] @link(by: "key")
    }
    type Fields {
      slug: String
      kind: String
    }
    type PeopleYaml implements Node {
      key: String!
      name: String!
      email: String
    }
  `)
}

export const onCreateNode = ({ node, getNode, actions }) => {
  if (node.internal.type !== `MarkdownRemark`) return
  const kind = getNode(node.parent).sourceInstanceName
  const file = createFilePath({ node, getNode, trailingSlash: false })
  // A path of one's own, or a slug, or the file's name without its date
  const own = node.frontmatter.path ?? (node.frontmatter.slug && `/${kind}/${node.frontmatter.slug}`)
  const slug = own ?? `/${kind}${file.replace(/\/\d{4}-\d{2}-\d{2}-/, `/`)}`
  actions.createNodeField({ node, name: `slug`, value: slug })
  actions.createNodeField({ node, name: `kind`, value: kind })
}

export const createPages = async ({ graphql, actions }) => {
  const { data, errors } = await graphql(`
    {
      allMarkdownRemark(filter: { frontmatter: { draft: { ne: true } } }) {
        nodes {
          id
          fields { slug }
        }
      }
    }
  `)
  if (errors) throw new Error(errors)
  for (const { id, fields } of data.allMarkdownRemark.nodes) {
    actions.createPage({ path: fields.slug, component: path.resolve(`src/templates/post.js`), context: { id } })
  }
}
