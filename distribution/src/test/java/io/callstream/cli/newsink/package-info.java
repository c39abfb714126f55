/** Tries what a new sink begins with: it compiles, keeps the contract, and is named where sinks are listed. */
@NullMarked
package io.callstream.cli.newsink;

import org.jspecify.annotations.NullMarked;
