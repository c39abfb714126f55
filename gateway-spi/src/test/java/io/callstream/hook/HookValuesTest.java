package io.callstream.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HookValuesTest {
    private static final String SECRET = "what somebody asks";

    @Test
    void whatSomebodyAsksIsInNoText() {
        MessageText text = new MessageText(0, "user", SECRET);
        HookRequest request = new HookRequest(
                new UUID(0, 1),
                HookMode.PRE_CALL,
                "chat_completion",
                HookCaller.UNKNOWN,
                "m",
                false,
                SECRET,
                List.of(text));

        assertThat(List.of(
                        text,
                        request,
                        HookResult.reject(SECRET),
                        HookResult.change(RequestChange.NONE.withText(0, SECRET).withField("stop", SECRET)),
                        HookResult.annotate(Annotations.NONE.with("note", SECRET))))
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain(SECRET));
    }

    @Test
    void changesAndAnnotationsAddUp() {
        RequestChange change = RequestChange.NONE
                .withText(1, "one")
                .withText(2, "two")
                .withModel("m")
                .withField("temperature", "0")
                .withoutField("logprobs");
        Annotations annotations =
                Annotations.NONE.with("a", "1").with("a", "2").withTag("t").withTag("u");

        assertThat(change.texts()).containsEntry(1, "one").containsEntry(2, "two");
        assertThat(change.model()).isEqualTo("m");
        assertThat(change.fields()).containsEntry("temperature", "0");
        assertThat(change.removed()).containsExactly("logprobs");
        assertThat(annotations.metadata()).containsEntry("a", "2").hasSize(1);
        assertThat(annotations.tags()).containsExactly("t", "u");
    }

    @Test
    void theModelIsChangedInOneWay() {
        assertThatThrownBy(() -> RequestChange.NONE.withField("model", "\"m\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withModel");
    }
}
