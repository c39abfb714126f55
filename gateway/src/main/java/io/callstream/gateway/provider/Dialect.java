package io.callstream.gateway.provider;

import io.callstream.gateway.config.Deployment;
import io.callstream.json.Slice;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The form that a kind of provider speaks. Safe for use by several threads. */
public interface Dialect {
    /** Name of the form. Where a client's API has the same, bytes pass through. */
    String form();

    /** Makes requests to a deployment; what they have in common is made once. */
    RequestEncoder encoder(Deployment deployment);

    /**
     * Reads one answer, for a client of another form.
     *
     * @throws UnsupportedOperationException if answers of this form are only passed through
     */
    ResponseReader reader(int status, boolean stream);

    /** The same for a form whose answers do not say which model answered, or what the call is called. */
    default ResponseReader reader(Reply reply) {
        return reader(reply.status(), reply.stream());
    }

    /** Whether a stream of this form is one of server-sent events, so that its first bytes tell it from a whole answer. */
    default boolean streamsEvents() {
        return true;
    }

    /**
     * A stream of this form as one JSON text, the list of its events.
     *
     * @param stream all that came of it
     */
    default Slice streamAsJson(Slice stream) {
        return EventList.ofServerSentEvents(stream);
    }

    /**
     * Reads the answer to a call for embeddings, for a client of another form.
     *
     * @throws UnsupportedOperationException if requests for embeddings are refused, or their answers passed through
     */
    default ResponseReader embeddingReader(int status) {
        throw new UnsupportedOperationException("embeddings of the form " + form() + " are not translated");
    }

    /**
     * Puts the answer to a call for images into OpenAI's form; null where it comes in that.
     *
     * @param created when the answer was begun, in seconds since 1970
     */
    default @Nullable UnaryOperator<Slice> imageAnswer(long created) {
        return null;
    }

    /** The same for a form in which the head says what was used. */
    default ResponseReader embeddingReader(Reply reply) {
        return embeddingReader(reply.status());
    }
}
