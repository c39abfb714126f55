/** The mysql sink against a real MariaDB, behind a network that breaks. */
@NullMarked
package io.callstream.sink.mysql;

import org.jspecify.annotations.NullMarked;
