import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { resolvers } from '../app.module';

/** Writes the schema as the code states it: `print-schema <file>`, or to standard output. */
const app = await NestFactory.create(GraphQLSchemaBuilderModule, new FastifyAdapter(), {
  logger: ['error'],
});
await app.init();
const schema = await app.get(GraphQLSchemaFactory).create([...resolvers]);
const text = `# Printed from the code; do not edit.\n${printSchema(lexicographicSortSchema(schema))}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, text);
else process.stdout.write(text);
await app.close();
process.exit(0);
