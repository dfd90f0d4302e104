const { DateTime } = require("luxon");
const footnote = require("markdown-it-footnote");

// An older site: CommonJS, Liquid in bodies, its own feed template, posts found by glob and not by tag.
module.exports = async function (eleventyConfig) {
  const { HtmlBasePlugin } = await import("@11ty/eleventy");
  const { rssPlugin } = await import("@11ty/eleventy-plugin-rss");
  eleventyConfig.addPlugin(HtmlBasePlugin);
  eleventyConfig.addPlugin(rssPlugin);
  eleventyConfig.amendLibrary("md", (md) => md.set({ typographer: true, linkify: true }).use(footnote));

  // Texts without an offset are the author's local time; dates that YAML understood are UTC already.
  eleventyConfig.addDateParsing((value) => {
    if (typeof value === "string" && !/Z$|[+-]\d\d:?\d\d$/.test(value)) {
      return DateTime.fromISO(value.replace(" ", "T"), { zone: "Europe/Berlin" });
    }
  });
  eleventyConfig.setFrontMatterParsingOptions({
    excerpt: true,
    excerpt_separator: "<!-- more -->",
    excerpt_alias: "teaser",
  });

  eleventyConfig.addCollection("feed", (api) =>
    api
      .getFilteredByGlob(["src/articles/**/*.{md,html}", "src/notes/*.md"])
      .filter((item) => item.url && !item.data.draft && !item.data.hidden),
  );
  eleventyConfig.addFilter("iso", (value) => new Date(value).toISOString());
  eleventyConfig.addFilter("list", (value) => (Array.isArray(value) ? value : value ? [value] : []));
  eleventyConfig.addShortcode("figure", function (src, caption) {
    return `<figure><img src="${src}" alt=""><figcaption>${caption}</figcaption></figure>`;
  });
  eleventyConfig.addPairedShortcode("note", (content, kind = "info") => `<div class="note ${kind}">\n\n${content.trim()}\n\n</div>`);
  eleventyConfig.addPassthroughCopy("src/**/*.png");

  return {
    dir: { input: "src", output: "public" },
    pathPrefix: "/Base/",
  };
};
