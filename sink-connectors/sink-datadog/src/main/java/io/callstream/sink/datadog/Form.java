package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import java.util.List;

/** What calls look like at an intake. For any thread. */
interface Form {
    /** An ended call, no larger than the intake takes one. */
    ObjectNode entry(CallEvent event);

    /** A request's body, of entries that {@link #entry} made. */
    JsonNode envelope(List<ObjectNode> entries);
}
