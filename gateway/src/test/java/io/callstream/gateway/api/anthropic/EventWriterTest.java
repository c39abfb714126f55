package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.provider.Delta;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream of any provider as the events of Anthropic's. */
class EventWriterTest {
    private static final Delta BEGIN = new Delta.Begin("msg_1", "claude");
    private static final Delta STOP = new Delta.Finish("stop");

    @Test
    void aTextIsOneBlockBetweenTheBeginningAndTheEndOfAMessage() {
        assertThat(Written.of(
                        new EventWriter(),
                        BEGIN,
                        new Delta.Text("Hel"),
                        new Delta.Text("lo"),
                        STOP,
                        new Delta.Tokens(7, 3)))
                .isEqualTo("""
                        event: message_start
                        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"output_tokens":0}}}

                        event: content_block_start
                        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}

                        event: content_block_stop
                        data: {"type":"content_block_stop","index":0}

                        event: message_delta
                        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":7,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3}}

                        event: message_stop
                        data: {"type":"message_stop"}

                        """);
        assertThat(new EventWriter().contentType()).isEqualTo("text/event-stream");
    }

    @Test
    void aThoughtIsABlockThatEndsWithItsSignature() {
        assertBlocks(
                """
                start 0 {"type":"thinking","thinking":""}
                delta 0 {"type":"thinking_delta","thinking":"Hm"}
                delta 0 {"type":"thinking_delta","thinking":"m."}
                delta 0 {"type":"signature_delta","signature":"s1"}
                stop 0
                start 1 {"type":"text","text":""}
                delta 1 {"type":"text_delta","text":"Yes"}
                stop 1
                """,
                new Delta.Reasoning("Hm"),
                new Delta.Reasoning("m."),
                new Delta.ReasoningSignature("s1"),
                new Delta.Text("Yes"));
    }

    @Test
    void aSignatureWithoutWordsIsAThoughtThatWasNotShown() {
        assertBlocks("""
                start 0 {"type":"thinking","thinking":""}
                delta 0 {"type":"signature_delta","signature":"s1"}
                stop 0
                start 1 {"type":"text","text":""}
                delta 1 {"type":"text_delta","text":"Yes"}
                stop 1
                """, new Delta.ReasoningSignature("s1"), new Delta.Text("Yes"));
    }

    @Test
    void aHiddenThoughtIsABlockOfItsOwnEachTime() {
        assertBlocks(
                """
                start 0 {"type":"thinking","thinking":""}
                delta 0 {"type":"thinking_delta","thinking":"Hm"}
                stop 0
                start 1 {"type":"redacted_thinking","data":"one"}
                stop 1
                start 2 {"type":"redacted_thinking","data":"two"}
                stop 2
                """, new Delta.Reasoning("Hm"), new Delta.HiddenReasoning("one"), new Delta.HiddenReasoning("two"));
    }

    @Test
    void aTextBehindAThoughtBehindATextIsABlockOfItsOwn() {
        assertBlocks("""
                start 0 {"type":"text","text":""}
                delta 0 {"type":"text_delta","text":"a"}
                stop 0
                start 1 {"type":"thinking","thinking":""}
                delta 1 {"type":"thinking_delta","thinking":"b"}
                stop 1
                start 2 {"type":"text","text":""}
                delta 2 {"type":"text_delta","text":"c"}
                stop 2
                """, new Delta.Text("a"), new Delta.Reasoning("b"), new Delta.Text("c"));
    }

    @Test
    void eachCallIsABlockWithThePiecesOfItsArguments() {
        assertBlocks(
                """
                start 0 {"type":"text","text":""}
                delta 0 {"type":"text_delta","text":"Look."}
                stop 0
                start 1 {"type":"tool_use","id":"c1","name":"f","input":{}}
                delta 1 {"type":"input_json_delta","partial_json":"{\\"a\\":"}
                delta 1 {"type":"input_json_delta","partial_json":"1}"}
                stop 1
                start 2 {"type":"tool_use","id":"c2","name":"g","input":{}}
                stop 2
                """,
                new Delta.Text("Look."),
                new Delta.ToolCall(0, "c1", "f", ""),
                new Delta.ToolCall(0, null, null, "{\"a\":"),
                new Delta.ToolCall(0, null, null, "1}"),
                new Delta.ToolCall(1, "c2", "g", ""));
    }

    @Test
    void whatComesBetweenThePiecesOfACallWaitsUntilThatIsWhole() {
        assertBlocks(
                """
                start 0 {"type":"tool_use","id":"c1","name":"f","input":{}}
                delta 0 {"type":"input_json_delta","partial_json":"{\\"a\\":{}"}
                delta 0 {"type":"input_json_delta","partial_json":"}"}
                stop 0
                start 1 {"type":"tool_use","id":"c2","name":"g","input":{}}
                delta 1 {"type":"input_json_delta","partial_json":"{}"}
                stop 1
                start 2 {"type":"text","text":""}
                delta 2 {"type":"text_delta","text":"So."}
                stop 2
                """,
                new Delta.ToolCall(0, "c1", "f", "{\"a\":{}"),
                new Delta.ToolCall(1, "c2", "g", "{}"),
                new Delta.Text("So."),
                new Delta.ToolCall(0, null, null, "}"));
    }

    @Test
    void aCallThatIsNeverWholeHoldsNothingBackFromTheEnd() {
        assertBlocks(
                """
                start 0 {"type":"tool_use","id":"c1","name":"f","input":{}}
                delta 0 {"type":"input_json_delta","partial_json":"{\\"a\\":"}
                stop 0
                start 1 {"type":"tool_use","id":"c2","name":"g","input":{}}
                delta 1 {"type":"input_json_delta","partial_json":"["}
                stop 1
                start 2 {"type":"text","text":""}
                delta 2 {"type":"text_delta","text":"So."}
                stop 2
                """,
                new Delta.ToolCall(0, "c1", "f", "{\"a\":"),
                new Delta.ToolCall(1, "c2", "g", "["),
                new Delta.Text("So."));
    }

    @Test
    void whatHasWaitedComesAsSoonAsTheCallIsWhole() {
        EventWriter writer = new EventWriter();
        ByteBuf out = Unpooled.buffer();
        writer.write(BEGIN, out);
        writer.write(new Delta.ToolCall(0, "c1", "f", "{\"a\":{}"), out);
        writer.write(new Delta.Text("So."), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("So.");

        writer.write(new Delta.ToolCall(0, null, null, "}"), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("So.");
    }

    @Test
    void argumentsAreWholeWhereTheyAreAnObject() {
        EventWriter writer = new EventWriter();
        ByteBuf out = Unpooled.buffer();
        writer.write(new Delta.ToolCall(0, "c1", "f", "}"), out);
        writer.write(new Delta.Text("one"), out);
        writer.write(new Delta.ToolCall(0, null, null, "{}"), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("one");

        EventWriter next = new EventWriter();
        ByteBuf after = Unpooled.buffer();
        next.write(new Delta.ToolCall(0, "c1", "f", "{}"), after);
        next.write(new Delta.ToolCall(1, "c2", "g", "{}"), after);
        next.write(new Delta.Text("two"), after);
        assertThat(after.toString(StandardCharsets.UTF_8)).contains("two");
    }

    @Test
    void eachSignedThoughtIsABlock() {
        assertBlocks(
                """
                start 0 {"type":"thinking","thinking":""}
                delta 0 {"type":"thinking_delta","thinking":"a"}
                delta 0 {"type":"signature_delta","signature":"s1"}
                stop 0
                start 1 {"type":"thinking","thinking":""}
                delta 1 {"type":"thinking_delta","thinking":"b"}
                delta 1 {"type":"signature_delta","signature":"s2"}
                stop 1
                """,
                new Delta.Reasoning("a"),
                new Delta.ReasoningSignature("s1"),
                new Delta.Reasoning("b"),
                new Delta.ReasoningSignature("s2"));
    }

    @Test
    void aPieceOfACallThatHasEndedIsTooLate() {
        assertBlocks(
                """
                start 0 {"type":"tool_use","id":"c1","name":"f","input":{}}
                delta 0 {"type":"input_json_delta","partial_json":"{}"}
                stop 0
                start 1 {"type":"text","text":""}
                delta 1 {"type":"text_delta","text":"So."}
                stop 1
                """,
                new Delta.ToolCall(0, "c1", "f", "{}"),
                new Delta.Text("So."),
                new Delta.ToolCall(0, null, null, "}"));
    }

    @Test
    void theEndIsSaidOnceWithItsReasonAndUsageInWhicheverOrderTheyCame() {
        List<String> events = Written.events(
                new EventWriter(),
                BEGIN,
                new Delta.ToolCall(0, "c", "f", "{\"a\":"),
                new Delta.Tokens(5, 2),
                new Delta.Finish("length"));

        assertThat(events.subList(events.size() - 2, events.size()))
                .containsExactly(
                        "message_delta {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\","
                                + "\"stop_sequence\":null},\"usage\":{\"input_tokens\":5,"
                                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
                                + "\"output_tokens\":2}}",
                        "message_stop {\"type\":\"message_stop\"}");
    }

    @Test
    void aMessageBeginsOnceAlsoWithoutAName() {
        List<String> events = Written.events(new EventWriter(), new Delta.Text("a"), BEGIN, STOP);

        assertThat(events)
                .filteredOn(event -> event.startsWith("message_start"))
                .singleElement()
                .asString()
                .contains("\"id\":\"\"", "\"model\":\"\"");
    }

    @Test
    void aStreamThatFailsEndsWithTheError() {
        List<String> events =
                Written.events(new EventWriter(), BEGIN, new Delta.Text("a"), new Delta.Failure(529, "Too busy."));

        assertThat(events.get(events.size() - 1))
                .isEqualTo("error {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"Too busy.\"}}");
    }

    @Test
    void aStreamInWhichNothingCameIsEmpty() {
        assertThat(Written.of(new EventWriter())).isEmpty();
    }

    private static void assertBlocks(String expected, Delta... deltas) {
        Delta[] all = new Delta[deltas.length + 2];
        all[0] = BEGIN;
        System.arraycopy(deltas, 0, all, 1, deltas.length);
        all[all.length - 1] = STOP;
        assertThat(Written.events(new EventWriter(), all).stream()
                        .filter(event -> event.startsWith("content_block"))
                        .map(EventWriterTest::brief))
                .containsExactlyElementsOf(Written.lines(expected));
    }

    /** What an event does to which block, and the block or the piece of it. */
    private static String brief(String event) {
        return event.replaceFirst("content_block_(\\w+) .*?\"index\":(\\d+),?", "$1 $2 ")
                .replaceFirst("\"(?:content_block|delta)\":(.*)}$", "$1")
                .replaceFirst(" }$", "");
    }
}
