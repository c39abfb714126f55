package io.callstream.gateway.api;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One form in which clients call: its paths, requests, answers and errors. Safe for use by several threads. */
public interface ClientApi {
    /** What a path calls; null when it is none of this API. */
    @Nullable Endpoint find(String path);

    /**
     * What a request calls; null when it is none of this API.
     *
     * @param query of its target, without the question mark
     */
    default @Nullable Endpoint find(String method, String path, String query) {
        return method.equals("POST") ? find(path) : null;
    }

    /**
     * Reads a request's body.
     *
     * @param pathModel the model that the path names, which comes before the body's; null when it names none
     * @throws InvalidRequestException if it is no request of this API
     */
    ApiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException;

    /**
     * Reads a request whose head says more than its path does.
     *
     * @param headers finds a request header by its lower-case name
     * @throws InvalidRequestException if it is no request of this API
     */
    default ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        return read(body, endpoint.model());
    }

    /** The texts of a request's body, in its order, as far as they are written for the model. */
    List<RequestText> texts(Slice body);

    /**
     * A request's body with changes; what is not changed stays, but for white space around fields. To be read again.
     *
     * @throws InvalidRequestException if a change is none of this body: a text that is not there, a value that is no JSON
     */
    Slice edited(Slice body, RequestEdits edits) throws InvalidRequestException;

    /**
     * The same request with some of it changed; every other byte stays as it came.
     *
     * @param read a request of this API
     * @throws InvalidRequestException if it cannot be changed so: its messages are no list, or what is changed is malformed
     */
    ApiRequest change(ApiRequest read, RequestChange change) throws InvalidRequestException;

    /**
     * A request whose body has been edited; what steps before have made of it stays.
     *
     * @param before a request of this API
     * @param model the model group that it is for now; null when none is named
     * @throws InvalidRequestException if the body is no request of this API any more
     */
    ApiRequest readAgain(ApiRequest before, Slice body, @Nullable String model) throws InvalidRequestException;

    /**
     * Whether a field of this name is a parameter of the model's, and neither what people wrote nor how the answer comes nor
     * something that is said to the gateway.
     */
    boolean isParameter(String name);

    /**
     * What the headers alone say of a call whose body was not read.
     *
     * @param headers finds a request header by its lower-case name
     */
    RequestMetadata metadata(Function<CharSequence, @Nullable String> headers);

    /** Whether a provider speaks the same form, so that bytes pass through. */
    boolean speaks(Dialect dialect);

    /** Whether whoever asks for a path, be it one that is not there, is a client of this API. */
    default boolean isAskedBy(String path) {
        return false;
    }

    /** An error in the form that clients of this API understand. */
    byte[] errorBody(CallError error);

    /** An error in the place of a stream's rest. */
    default byte[] errorEvent(CallError error) {
        String body = new String(errorBody(error), StandardCharsets.UTF_8);
        return ("data: " + body + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @param chunks of the stream that have gone out before */
    default byte[] errorEvent(CallError error, long chunks) {
        return errorEvent(error);
    }

    /** Reads a plain answer; one that cannot be read says so. */
    AnswerFacts answer(Slice body);

    /**
     * Writes an answer that was kept in OpenAI's form.
     *
     * @return null when it is none that can be written
     */
    default byte @Nullable [] asPlain(Slice answer) {
        return answer.toBytes();
    }

    /**
     * Writes a plain answer as a stream.
     *
     * @param usage whether the client asked for the usage at the stream's end
     * @return null when it is no answer that can be streamed
     */
    byte @Nullable [] asStream(Slice answer, boolean usage);

    /** Writes an answer that was kept in OpenAI's form for whoever asked this. */
    default byte @Nullable [] asPlain(ApiRequest asked, Slice answer) {
        return asPlain(answer);
    }

    /** Writes it as a stream. */
    default byte @Nullable [] asStream(ApiRequest asked, Slice answer) {
        return asStream(answer, asked.asksUsage());
    }

    /** For a plain answer that is too large to be read as one. */
    LargeAnswer largeAnswer();

    /** For a streamed answer. */
    StreamAnswer streamAnswer();

    /**
     * Writes an answer of a provider that speaks another form.
     *
     * @param stream whether the client asked for one
     * @param created when the answer was begun, in seconds since 1970
     */
    ResponseWriter writer(boolean stream, long created);

    /** Writes one for a request of which the answer says something. */
    default ResponseWriter writer(ApiRequest asked, boolean stream, long created) {
        return writer(stream, created);
    }

    /**
     * Writes the answer to a call for embeddings of a provider that speaks another form.
     *
     * @throws UnsupportedOperationException if the API has no such calls
     */
    default ResponseWriter embeddingWriter(ApiRequest asked) {
        throw new UnsupportedOperationException("an API without embeddings");
    }
}
