/** Makes real calls of every sort and proves where each of them arrived. */
@NullMarked
package io.callstream.cli.demo;

import org.jspecify.annotations.NullMarked;
