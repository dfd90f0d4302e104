import rss, { pagesGlobToRssItems } from '@astrojs/rss';
import { loadRenderers } from 'astro:container';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { getCollection, getEntries, render } from 'astro:content';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { APIContext } from 'astro';
import { SITE } from '../consts';

// Text that goes into XML as it stands
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export async function GET(context: APIContext) {
	const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) });
	const base = import.meta.env.BASE_URL;
	const posts = await getCollection('posts', ({ data }) => !data.draft);
	const items = await Promise.all(
		posts.map(async (post) => {
			const { Content } = await render(post);
			const authors = await getEntries(post.data.authors);
			const { modDatetime } = post.data;
			return {
				title: post.data.title,
				description: post.data.description,
				link: `${base}/posts/${post.id}`,
				pubDate: post.data.pubDatetime,
				categories: post.data.tags,
				enclosure: post.data.enclosure,
				commentsUrl: post.data.commentsUrl,
				content: await container.renderToString(Content),
				customData:
					authors.map((author) => `<dc:creator>${escape(author.data.name)}</dc:creator>`).join('') +
					(modDatetime ? `<atom:updated>${modDatetime.toISOString()}</atom:updated>` : ''),
			};
		}),
	);
	const notes = await pagesGlobToRssItems(import.meta.glob('./notizen/[^_]*.md'));
	const all = [...items, ...notes].sort((a, b) => b.pubDate!.valueOf() - a.pubDate!.valueOf());
	return rss({
		title: SITE.title,
		description: SITE.description,
		site: new URL(base, context.site),
		trailingSlash: false,
		xmlns: { dc: 'http://purl.org/dc/elements/1.1/', atom: 'http://www.w3.org/2005/Atom' },
		customData: `<language>${SITE.lang}</language>`,
		items: all.slice(0, SITE.postsPerFeed),
	});
}
