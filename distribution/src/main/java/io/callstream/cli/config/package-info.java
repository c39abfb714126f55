/** Finds the configuration that a command works with, and lays what the command line says over it. */
@NullMarked
package io.callstream.cli.config;

import org.jspecify.annotations.NullMarked;
