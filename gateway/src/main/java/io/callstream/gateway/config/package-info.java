/** The gateway's settings as plain records, read from LiteLLM's file and our own strict section of it. */
@NullMarked
package io.callstream.gateway.config;

import org.jspecify.annotations.NullMarked;
