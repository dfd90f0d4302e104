const feedQuery = `{
  allMarkdownRemark(
    sort: [{ frontmatter: { date: DESC } }, { fields: { slug: ASC } }]
    filter: { frontmatter: { draft: { ne: true } }, fields: { kind: { eq: "posts" } } }
    limit: 9
  ) {
    nodes {
      excerpt(format: HTML)
      html
      fields { slug }
      frontmatter {
        title
        date
        updated
        tags
        description
        authors { name email }
      }
    }
  }
}`

const config = {
  pathPrefix: `/My-Site`,
  trailingSlash: `never`,
  siteMetadata: {
    title: `Größe & Co`,
    description: `Texte "aktuell"`,
    siteUrl: `https://custom.example.com`,
    author: `Alex Example`,
    language: `de`,
  },
  plugins: [
    { resolve: `gatsby-source-filesystem`, options: { name: `posts`, path: `content/posts`, ignore: [`**/_*`] } },
    { resolve: `gatsby-source-filesystem`, options: { name: `notes`, path: `content/notes` } },
    { resolve: `gatsby-source-filesystem`, options: { name: `data`, path: `data` } },
    `gatsby-transformer-yaml`,
    { resolve: `gatsby-transformer-remark`, options: { excerpt_separator: `<!-- more -->`, gfm: true, footnotes: true } },
    {
      resolve: `gatsby-plugin-feed`,
      options: {
        query: `{
          site {
            pathPrefix
            siteMetadata { title description siteUrl author language }
          }
        }`,
        // The options of the channel; the plugin's own would know nothing of the path prefix
        setup: ({ query: { site }, ...rest }) => ({
          ...rest,
          title: site.siteMetadata.title,
          description: site.siteMetadata.description,
          site_url: site.siteMetadata.siteUrl + site.pathPrefix,
          feed_url: `${site.siteMetadata.siteUrl}${site.pathPrefix}/rss.xml`,
          language: site.siteMetadata.language,
          author: site.siteMetadata.author,
          custom_namespaces: { dcterms: `http://purl.org/dc/terms/` },
        }),
        feeds: [
          {
            title: `Größe & Co`,
            output: `/rss.xml`,
            query: feedQuery,
            serialize: ({ query: { site, allMarkdownRemark } }) =>
              allMarkdownRemark.nodes.map(({ frontmatter, fields, excerpt, html }) => {
                const { siteUrl } = site.siteMetadata
                const url = siteUrl + site.pathPrefix + fields.slug
                return {
                  title: frontmatter.title,
                  date: frontmatter.date,
                  description: frontmatter.description ?? excerpt,
                  categories: frontmatter.tags,
                  author: frontmatter.authors?.map(author => author.name).join(`, `),
                  url,
                  custom_elements: [
                    // Links below the root have the path prefix already, images have not
                    { 'content:encoded': html.replaceAll(`="${site.pathPrefix}/`, `="${siteUrl}${site.pathPrefix}/`) },
                    ...(frontmatter.updated ? [{ 'dcterms:modified': frontmatter.updated }] : []),
                  ],
                }
              }),
          },
        ],
      },
    },
  ],
}

export default config
