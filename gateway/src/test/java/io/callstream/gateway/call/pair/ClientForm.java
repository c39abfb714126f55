package io.callstream.gateway.call.pair;

import io.callstream.gateway.api.ClientApi;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;

/** How a client asks and reads. */
interface ClientForm {
    /** Its name in the conversations. */
    String name();

    ClientApi api();

    String path();

    /** Asks for a stream, and its usage. */
    default void stream(JsonObject request) {
        request.with("stream", Boolean.TRUE);
    }

    Said plain(JsonValue.Obj answer);

    /** Reads a whole stream, and fails where one of its rules is broken. */
    Said streamed(String body);

    /** What only a whole stream has. */
    String endOfStream();

    default String request(String model, Conversation conversation, boolean stream) {
        JsonObject request = new JsonObject().with("model", model);
        conversation.asked(name()).fields().forEach(request::with);
        if (stream) {
            stream(request);
        }
        return request.toString();
    }

    /** What the provider is to hear: some forms have no words for some things. */
    default List<String> heard(Conversation conversation) {
        return conversation.heard();
    }

    /** The data of the events of a stream. */
    static List<JsonValue.Obj> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Json.read(line.substring("data: ".length())))
                .toList();
    }
}
