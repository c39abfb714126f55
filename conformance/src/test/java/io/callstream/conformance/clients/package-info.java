/** What stands in docs/guides/clients.md about client libraries of other languages is what conformance/clients runs. */
@NullMarked
package io.callstream.conformance.clients;

import org.jspecify.annotations.NullMarked;
