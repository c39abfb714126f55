package io.callstream.sink.datadog;

import io.callstream.sink.CallEvent;
import java.util.List;

/** What calls look like at an intake. For any thread. */
interface Form {
    /** An ended call as JSON. */
    String entry(CallEvent event);

    /** A request's body, of entries that {@link #entry} made. */
    String envelope(List<String> entries);
}
