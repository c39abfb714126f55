/** What the topics and sinks say of calls is read and audited here. */
@NullMarked
package io.callstream.whole.story;

import org.jspecify.annotations.NullMarked;
