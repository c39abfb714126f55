/** What LiteLLM's proxy says of its models, its cache and its health, under the same paths. */
@NullMarked
package io.callstream.gateway.admin.proxy;

import org.jspecify.annotations.NullMarked;
