package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.Tools;
import io.callstream.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools in the form that others took over from OpenAI, and what those others cannot be asked about them. */
class FunctionToolTest {
    @Test
    void aToolWithoutParametersSaysSo() {
        assertThat(FunctionTool.of(new Tool("now", null, null, true, null)))
                .hasToString(
                        "{\"type\":\"function\",\"function\":{\"name\":\"now\",\"parameters\":{\"type\":\"object\","
                                + "\"properties\":{}}}}");
    }

    @Test
    void aToolIsAFunction() {
        assertThat(FunctionTool.of(new Tool(
                        "look", "Looks", new JsonObject().with("type", "object").value(), false, null)))
                .hasToString(
                        "{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"Looks\",\"parameters\":"
                                + "{\"type\":\"object\"}}}");
    }

    private static Tools tools(int count, @Nullable Boolean parallel) {
        List<Tool> all = Stream.generate(() -> new Tool("look", null, null, false, null))
                .limit(count)
                .toList();
        return new Tools(all, ToolChoice.UNSAID, parallel);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2, true,  false
            2, -,     false
            1, false, false
            0, false, false
            2, false, true
            """)
    void severalCallsAtOnceAreNoTroubleThen(int count, @Nullable Boolean parallel, boolean drops) {
        assertThatCode(() -> OneCallAtATime.check(tools(count, parallel), "These", drops))
                .doesNotThrowAnyException();
    }

    @Test
    void oneCallAtATimeIsRefusedOfSeveralTools() {
        assertThatThrownBy(() -> OneCallAtATime.check(tools(2, false), "These", false))
                .hasMessage(
                        "parallel_tool_calls: These cannot be kept from calling several tools at once; leave it out, give one"
                                + " tool, or set drop_params or additional_drop_params for the model.")
                .extracting("param")
                .isEqualTo("parallel_tool_calls");
    }
}
