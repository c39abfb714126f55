/** Writes the beginnings of a new sink and makes it known to the build and to the deployment. */
@NullMarked
package io.callstream.cli.newsink;

import org.jspecify.annotations.NullMarked;
