package io.callstream.gateway.api;

import io.callstream.gateway.provider.Delta;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a writer makes of an answer: the text of it, or its events. */
public final class Written {
    private Written() {}

    public static String of(ResponseWriter writer, Delta... deltas) {
        ByteBuf out = Unpooled.buffer();
        for (Delta delta : deltas) {
            writer.write(delta, out);
        }
        writer.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The data of each event, and before it the event's name where it has one. */
    public static List<String> events(ResponseWriter writer, Delta... deltas) {
        return events(of(writer, deltas));
    }

    /** The same of a stream that was written before. */
    public static List<String> events(String stream) {
        List<String> events = new ArrayList<>();
        for (String frame : stream.split("\n\n", -1)) {
            if (!frame.isEmpty()) {
                events.add(frame.replace("event: ", "").replace("\ndata: ", " ").replace("data: ", ""));
            }
        }
        return events;
    }

    /** Lines of an expected text, without an end. */
    public static List<String> lines(String expected) {
        return expected.lines().toList();
    }
}
