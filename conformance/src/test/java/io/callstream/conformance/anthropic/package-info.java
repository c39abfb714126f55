/** What Anthropic's own Java client finds: it is the judge, nothing of ours reads the answers. */
@NullMarked
package io.callstream.conformance.anthropic;

import org.jspecify.annotations.NullMarked;
