import { defineCollection, reference } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { rssSchema } from '@astrojs/rss';
import { z } from 'astro/zod';

// Files and folders with a leading underscore stay out
const posts = defineCollection({
	loader: glob({ base: './src/content/posts', pattern: ['**/[^_]*.{md,mdx}', '!**/_*/**'] }),
	schema: rssSchema.extend({
		title: z.string(),
		pubDatetime: z.coerce.date(),
		modDatetime: z.coerce.date().nullish(),
		authors: z.array(reference('authors')).default([{ collection: 'authors', id: 'alex' }]),
		tags: z.array(z.string()).default(['Sonstiges']),
		draft: z.boolean().default(false),
		featured: z.boolean().optional(),
		ogImage: z.string().optional(),
		canonicalURL: z.string().optional(),
	}),
});

const authors = defineCollection({
	loader: file('src/data/authors.json'),
	schema: z.object({ name: z.string(), url: z.string().optional() }),
});

export const collections = { posts, authors };
