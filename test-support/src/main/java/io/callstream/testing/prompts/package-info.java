/** Stand-ins for services that keep prompts. */
@NullMarked
package io.callstream.testing.prompts;

import org.jspecify.annotations.NullMarked;
