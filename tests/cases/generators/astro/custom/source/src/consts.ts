export const SITE = {
	title: 'Größe & Co',
	description: 'Texte "aktuell"',
	author: 'Alex Example',
	lang: 'de',
	postsPerFeed: 12,
} as const;
