import { defineConfig } from 'prisma/config';

/** For `prisma generate` and, where Prisma's binary can be had, `prisma migrate deploy`. The service applies the same folder by itself. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] ? { datasource: { url: process.env['DATABASE_URL'] } } : {}),
});
