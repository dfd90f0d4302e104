// Data of the whole site: import it with the `import` keyword anywhere.
export const SITE_TITLE = 'Plain Blog';
export const SITE_DESCRIPTION = 'A site as its starter lays it out';
