/** What each service needs on a Kafka with access control: the one list of it, as text and as commands. */
@NullMarked
package io.callstream.cli.acl;

import org.jspecify.annotations.NullMarked;
