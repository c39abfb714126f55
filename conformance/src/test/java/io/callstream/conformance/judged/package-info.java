/** What is judged: servers that speak OpenAI's API, and the list of checks they are known to fail. */
@NullMarked
package io.callstream.conformance.judged;

import org.jspecify.annotations.NullMarked;
