package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How whole answers of a provider look. */
public interface AnswerForm {
    /** What an answer is, for the sentence "What the provider answered is no …". */
    String name();

    /**
     * Reads an answer that is no error by its status.
     *
     * @param answer null when it is no JSON
     * @return false when it is not of this form; then no delta was given
     */
    boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas);

    /** Whether an answer is an error of the provider's, whatever its status. */
    default boolean isError(JsonValue answer) {
        return answer instanceof JsonValue.Obj object
                && (object.object("error") != null || object.text("error") != null);
    }

    /**
     * Reads an error.
     *
     * @param answer null when it is no JSON
     * @param status of the answer; 0 where it is a good one, so that the error alone says what it is
     */
    Delta.Failure failure(@Nullable JsonValue answer, int status);
}
