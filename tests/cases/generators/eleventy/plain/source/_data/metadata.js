export default {
  title: "A plain blog",
  url: "https://plain.example.org/blog/",
  language: "en",
  description: "Made as the starter makes it.",
  author: {
    name: "Ada Plain",
    email: "ada@plain.example.org",
    url: "https://plain.example.org/blog/about/",
  },
};
