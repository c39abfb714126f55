package io.callstream.gateway.prompt.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a template's messages begin, and what its expressions come to. */
class StatementRolesTest {
    private static final Map<String, @Nullable Object> VALUES = values();

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("yes", true);
        values.put("one", 1L);
        values.put("list", List.of("a", "b"));
        values.put("empty", List.of());
        values.put("text", "Hello");
        values.put("says", "User: not a role");
        values.put("nothing", null);
        values.put("map", Map.of("k", "v"));
        return values;
    }

    private static String filled(String template) throws StatementException {
        return StatementTemplate.read(template.replace("\\n", "\n")).fill(VALUES).messages().stream()
                .map(each -> each.role() + ":" + each.content().replace("\n", "/"))
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        User: {{ text }}{# #}                                        ; user:Hello
        {% if yes %}User: x{% endif %}                               ; user:x
        {% if yes %}System: s\\n{% endif %}User: u                   ; system:s|user:u
        {% if yes %}{% if yes %}  System: s\\n{% endif %}{% endif %}User: u ; system:s|user:u
        {% for t in list %}User: {{ t }}\\n{% endfor %}              ; user:a|user:b
        {% for t in list %}\\nUser: {{ t }}\\n{% endfor %}           ; user:a|user:b
        {% for t in list %}User: {{ t }}{% endfor %}                 ; user:a|user:b
        {# note #}System: s\\n{# note #} User: u                     ; system:s|user:u
        Text {% if yes %}User: x{% endif %}                          ; user:Text User: x
        {{ one }}User: x{% if yes %}{% endif %}                      ; user:1User: x
        {{ one }}\\nUser: x{% if yes %}{% endif %}                   ; user:1|user:x
        {{ one }}\\n{% if yes %}User: x{% endif %}                   ; user:1|user:x
        {{ one -}} User: x{# #}                                      ; user:1|user:x
        System: {{ says }}{# #}                                      ; system:User: not a role
        System: s\\n{{ says }}{# #}                                  ; system:s/User: not a role
        """)
    void aMessageBeginsWhereALineOfTheTemplateDoes(String template, String messages) throws Exception {
        assertThat(filled(template)).isEqualTo(messages);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        text == 'Hello'                 ; true
        text == "Hello"                 ; true
        text != 'Hello'                 ; false
        one == 1                        ; true
        one == 1.0                      ; true
        one < 2                         ; true
        one > 0.5                       ; true
        one <= 1                        ; true
        one >= 1                        ; true
        one > 1                         ; false
        one < 1                         ; false
        one <= 0                        ; false
        one >= 2                        ; false
        'a' in list                     ; true
        'c' in list                     ; false
        'c' not in list                 ; true
        'ell' in text                   ; true
        'k' in map                      ; true
        'v' in map                      ; false
        yes and one                     ; true
        yes and not one                 ; false
        not yes or one                  ; true
        not (yes or one)                ; false
        not not yes                     ; true
        empty                           ; false
        list                            ; true
        nothing                         ; false
        absent                          ; false
        map                             ; true
        map.k == 'v'                    ; true
        map.x is defined                ; false
        map.k is defined                ; true
        nothing is defined              ; true
        absent is not defined           ; true
        text is not defined             ; false
        list | length == 2              ; true
        text | length == 5              ; true
        map | length == 1               ; true
        text | lower == 'hello'         ; true
        text | upper == 'HELLO'         ; true
        ' a ' | trim == 'a'             ; true
        absent | default('x') == 'x'    ; true
        text | default('x') == 'Hello'  ; true
        list | join('-') == 'a-b'       ; true
        list | join == 'ab'             ; true
        0                               ; false
        0.0                             ; false
        True                            ; true
        False                           ; false
        none                            ; false
        """)
    void anExpressionHoldsOrDoesNot(String expression, boolean holds) throws Exception {
        assertThat(filled("{% if " + expression + " %}yes{% else %}no{% endif %}"))
                .isEqualTo(holds ? "user:yes" : "user:no");
    }

    @Test
    void aLoopTellsWhereItIs() throws Exception {
        assertThat(filled("{% for t in list %}{{ loop.index }}{{ loop.index0 }}{% if loop.first %}f{% endif %}"
                        + "{% if loop.last %}l{% endif %} {% endfor %}"))
                .isEqualTo("user:10f 21l");
    }

    @Test
    void whatALoopNamesIsGoneBehindIt() throws Exception {
        StatementTemplate.Filled filled = StatementTemplate.read("{% for t in list %}{{ t }}{% endfor %}{{ t }}")
                .fill(VALUES);

        assertThat(filled.missing()).containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        {% for t in empty %}x{% else %}none{% endfor %}     ; user:none
        {% for t in nothing %}x{% else %}none{% endfor %}   ; user:none
        {% for t in map %}{{ t }}{% endfor %}               ; user:k
        {% if absent %}a{% elif one %}b{% else %}c{% endif %} ; user:b
        {% if absent %}a{% elif empty %}b{% else %}c{% endif %} ; user:c
        {% if absent %}a{% endif %}                          ; ''
        {{ '{% raw %}' }}{# #}                               ; user:{% raw %}
        {{ {"a": 1} }}{# #}                                  ; user:{{ {"a": 1} }}
        """)
    void branchesAreTaken(String template, String messages) throws Exception {
        assertThat(filled(template)).isEqualTo(messages);
    }
}
