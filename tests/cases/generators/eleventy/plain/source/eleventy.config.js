import { HtmlBasePlugin, IdAttributePlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";

// The starter's habits: posts in content/blog, drafts left out of a build, a feed of the newest few.
export default function (eleventyConfig) {
  eleventyConfig.addPreprocessor("drafts", "*", (data) => {
    if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") {
      return false;
    }
  });

  eleventyConfig.addPlugin(syntaxHighlight, { preAttributes: { tabindex: 0 } });
  eleventyConfig.addPlugin(HtmlBasePlugin);
  eleventyConfig.addPlugin(InputPathToUrlTransformPlugin);
  eleventyConfig.addPlugin(IdAttributePlugin);

  const metadata = {
    language: "en",
    title: "A plain blog",
    subtitle: "Made as the starter makes it.",
    base: "https://plain.example.org/",
    author: { name: "Ada Plain" },
  };
  const collection = { name: "posts", limit: 11 };
  eleventyConfig.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed/feed.xml", collection, metadata });
  eleventyConfig.addPlugin(feedPlugin, { type: "json", outputPath: "/feed/feed.json", collection, metadata });

  eleventyConfig.addFilter("readableDate", (date) =>
    date.toLocaleDateString("en-GB", { timeZone: "UTC", day: "2-digit", month: "long", year: "numeric" }),
  );
  eleventyConfig.addFilter("htmlDateString", (date) => date.toISOString().slice(0, 10));
  eleventyConfig.addFilter("head", (list, n) => (n < 0 ? list.slice(n) : list.slice(0, n)));
  eleventyConfig.addFilter("filterTagList", (tags) =>
    (tags || []).filter((tag) => !["all", "posts"].includes(tag)),
  );
  eleventyConfig.addShortcode("badge", (text) => `<span class="badge">${text}</span>`);
  eleventyConfig.addPassthroughCopy("content/**/*.png");
}

export const config = {
  templateFormats: ["md", "njk", "html", "liquid", "11ty.js"],
  markdownTemplateEngine: "njk",
  htmlTemplateEngine: "njk",
  dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
  pathPrefix: "/blog/",
};
