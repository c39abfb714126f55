/** Starts the servers that Callstream needs beside itself: Kafka, a schema registry, PostgreSQL. */
@NullMarked
package io.callstream.cli.stack;

import org.jspecify.annotations.NullMarked;
