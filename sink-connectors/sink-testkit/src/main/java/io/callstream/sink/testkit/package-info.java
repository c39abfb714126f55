/** What every sink must do, as tests that each sink's own test class inherits, and the fakes they run against. */
@NullMarked
package io.callstream.sink.testkit;

import org.jspecify.annotations.NullMarked;
