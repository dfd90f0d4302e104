module.exports = {
  tags: ["zwei-null-zwei-eins"],
  author: "chris",
  eleventyComputed: {
    // Beats whatever a post has of its own.
    permalink: (data) => `/jahrgang/${data.page.date.getUTCFullYear()}/${data.page.fileSlug}/`,
    description: (data) => data.description || `Artikel: ${data.title}`,
  },
};
