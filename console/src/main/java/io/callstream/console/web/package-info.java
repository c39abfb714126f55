/** HTTP: who may look, what a path answers, pages and what they are made of. */
@NullMarked
package io.callstream.console.web;

import org.jspecify.annotations.NullMarked;
