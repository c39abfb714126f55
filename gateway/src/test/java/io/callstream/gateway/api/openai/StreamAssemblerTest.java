package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ChunkFacts;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamAssemblerTest {
    private final StreamAssembler assembler = new StreamAssembler();

    @Test
    void aChatBecomesThePlainAnswer() {
        accept("{'id':'c1','object':'chat.completion.chunk','created':1,'model':'gpt-4o','system_fingerprint':'fp',"
                + "'choices':[{'index':0,'delta':{'role':'assistant','content':'','refusal':null},'logprobs':null,"
                + "'finish_reason':null}],'usage':null}");
        accept("{'id':'c1','object':'chat.completion.chunk','choices':[{'index':0,'delta':{'content':'Hel'},"
                + "'finish_reason':null}],'usage':null}");
        accept("{'id':'c1','choices':[{'index':0,'delta':{'content':'lo \\n'},'finish_reason':null}]}");
        ChunkFacts end = accept("{'id':'c1','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");
        ChunkFacts usage =
                accept("{'id':'c1','choices':[],'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}");

        assertAnswer("{'id':'c1','object':'chat.completion','created':1,'model':'gpt-4o','system_fingerprint':'fp',"
                + "'choices':[{'index':0,'message':{'role':'assistant','content':'Hello \\n','refusal':null},"
                + "'logprobs':null,'finish_reason':'stop'}],"
                + "'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}");
        assertThat(end.finishReason()).isEqualTo("stop");
        assertThat(usage.kind()).isEqualTo(ChunkFacts.Kind.USAGE_ONLY);
        ResponseScan scan = assembler.scan();
        assertThat(scan.id()).isEqualTo("c1");
        assertThat(scan.finishReason()).isEqualTo("stop");
        assertThat(scan.usage()).isNotNull();
    }

    @Test
    void toolCallsArePutTogetherByTheirIndex() {
        accept("{'choices':[{'index':0,'delta':{'role':'assistant','content':null,'tool_calls':[{'index':0,'id':'t1',"
                + "'type':'function','function':{'name':'weather','arguments':''}}]}}]}");
        accept("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':1,'id':'t2','type':'function',"
                + "'function':{'name':'time','arguments':'{'}}]}}]}");
        accept("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\'a\\''}}]}}]}");
        accept("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':':1}'}},"
                + "{'index':1,'id':'t2','function':{'name':'time','arguments':'}'}}]}}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'t1','type':'function','function':{'name':'weather','arguments':'{\\'a\\':1}'}},"
                + "{'id':'t2','type':'function','function':{'name':'time','arguments':'{}'}}]}}]}");
    }

    @Test
    @DisplayName("X8: a delta of 40,000 fields is put together, whatever the order of the next one")
    void aDeltaMayHaveManyFields() {
        List<Integer> numbers = IntStream.range(0, 40_000).boxed().collect(Collectors.toList());
        accept(delta(numbers, "a"));
        Collections.shuffle(numbers, new Random(5));
        accept(delta(numbers, "b"));

        Slice response = assembler.response();

        assertThat(response).isNotNull();
        String answer = response == null ? "" : response.text();
        assertThat(answer).contains("\"f0\":\"ab\"", "\"f31999\":\"ab\"", "\"f39999\":\"ab\"");
        assertThat(answer.indexOf("\"f0\"")).isLessThan(answer.indexOf("\"f39999\""));
    }

    @Test
    @DisplayName("X8: lists in lists are put together eight levels deep, and kept as they come below")
    void deepNestingIsKept() {
        String nested = "{'choices':[{'index':0,'delta':{'a':" + "[{'index':0,'a':".repeat(200) + "'x'"
                + "}]".repeat(200) + "}}]}";
        accept(nested);
        accept(nested);

        Slice response = assembler.response();
        assertThat(response).isNotNull();
        String answer = response == null ? "" : response.text();
        assertThat(answer.split("\"x\"", -1)).hasSize(3);
        assertThat(answer).contains("[{\"a\":[{\"a\":[{\"a\":", "[{\"index\":0,\"a\":\"x\"}");
    }

    private static String delta(List<Integer> numbers, String value) {
        return numbers.stream()
                .map(n -> "'f" + n + "':'" + value + "'")
                .collect(Collectors.joining(",", "{'choices':[{'index':0,'delta':{", "}}]}"));
    }

    @Test
    void theUsageThatCountsIsTheLastThatSaysSomething() {
        accept("{'choices':[{'index':0,'delta':{'content':'a'}}],'usage':{'prompt_tokens':3,'completion_tokens':1,"
                + "'prompt_tokens_details':{'cached_tokens':2}}}");
        accept("{'choices':[{'index':0,'delta':{'content':'b'}}],'usage':{'prompt_tokens':3,'completion_tokens':2}}");
        accept("{'choices':[{'index':0,'delta':{}}],'usage':null}");
        accept("{'choices':[],'usage':{'prompt_tokens':0,'completion_tokens':0.0,'prompt_tokens_details':null}}");

        assertAnswer(
                "{'choices':[{'index':0,'message':{'content':'ab','role':'assistant'}}],'usage':{'prompt_tokens':3,"
                        + "'completion_tokens':2,'prompt_tokens_details':{'cached_tokens':2}}}");
    }

    @Test
    void choicesComeInAnyOrder() {
        accept("{'choices':[{'index':1,'delta':{'content':'b'}}]}");
        accept("{'choices':[{'index':0,'delta':{'content':'a'}},{'index':1,'delta':{'content':'B'},"
                + "'finish_reason':'length'}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'content':'a','role':'assistant'}},"
                + "{'index':1,'message':{'content':'bB','role':'assistant'},'finish_reason':'length'}]}");
    }

    @Test
    void textCompletionsGrowAndLogProbabilitiesAreAppended() {
        accept("{'object':'text_completion','choices':[{'text':'a','index':0,'logprobs':{'tokens':['a']}}]}");
        accept("{'object':'text_completion','choices':[{'text':'b','index':0,'logprobs':{'tokens':['b']}}]}");

        assertAnswer(
                "{'object':'text_completion','choices':[{'text':'ab','index':0,'logprobs':{'tokens':['a','b']}}]}");
    }

    @Test
    void listsBesideTheChoicesAreToldAnewByEachChunk() {
        accept("{'id':'c1','citations':['a'],'choices':[{'index':0,'delta':{'content':'x'}}]}");
        accept("{'id':'c1','citations':['a','b'],'choices':[{'index':0,'delta':{'content':'y'}}]}");
        accept("{'id':'c1','citations':['a','b'],'choices':[{'index':0,'delta':{'content':'z'}}]}");

        assertAnswer("{'id':'c1','citations':['a','b'],'choices':[{'index':0,"
                + "'message':{'content':'xyz','role':'assistant'}}]}");
    }

    @Test
    void whatStandsBeforeTheChoicesMayChangeInTheMiddle() {
        accept("{'id':'c1','created':1,'choices':[{'index':0,'delta':{'role':'assistant','content':'a'}}]}");
        accept("{'id':'c1','created':1,'choices':[{'index':0,'delta':{'content':'b'}}],'obfuscation':'x'}");
        accept("{'id':'c1','created':12,'choices':[{'index':0,'delta':{'content':'c'}}]}");
        accept("{'id':'c1','created':12 ,'choices':[{'index':0,'delta':{'content':'d'}}],'obfuscation':'yz'}");
        accept("{'id':'c1','created':1,'choices':[{'index':0,'delta':{'content':'e'}}]}");

        assertAnswer("{'id':'c1','created':1,'choices':[{'index':0,"
                + "'message':{'role':'assistant','content':'abcde'}}],'obfuscation':'yz'}");
    }

    @Test
    void aChunkThatBeginsLikeTheLastOneIsCheckedAllTheSame() {
        accept("{'id':'c1','choices':[{'index':0,'delta':{'content':'a'}}]}");

        assertThat(accept("{'id':'c1',}").kind()).isEqualTo(ChunkFacts.Kind.UNREADABLE);
        assertThat(accept("{'id':'c1','choices':[{'index':0,").kind()).isEqualTo(ChunkFacts.Kind.UNREADABLE);
        assertThat(accept("{'id':'c1','error':{'message':'no'}}").kind()).isEqualTo(ChunkFacts.Kind.ERROR);
        assertThat(accept("{'id':'c1','choices':[],'usage':{'total_tokens':1}}").kind())
                .isEqualTo(ChunkFacts.Kind.USAGE_ONLY);
    }

    @Test
    void whatNobodyHasHeardOfIsKept() {
        accept("{'x_provider':{'region':'eu'},'choices':[{'index':0,'delta':{'reasoning_content':'hm','new':'1'},"
                + "'odd':[1]}]}");
        accept("{'choices':[{'index':0,'delta':{'reasoning_content':'m','new':'2'},'odd':[2]}]}");

        assertAnswer("{'x_provider':{'region':'eu'},'choices':[{'index':0,'message':{'reasoning_content':'hmm',"
                + "'new':'12','role':'assistant','content':null},'odd':[1,2]}]}");
    }

    @Test
    void errorsAndRubbishChangeNothing() {
        accept("{'choices':[{'index':0,'delta':{'content':'a'}}]}");

        assertThat(accept("{'error':{'message':'overloaded'}}").kind()).isEqualTo(ChunkFacts.Kind.ERROR);
        assertThat(accept("{'choices':[{'index':0,'delta':{'content':'b'}}").kind())
                .isEqualTo(ChunkFacts.Kind.UNREADABLE);
        assertThat(accept("[]").kind()).isEqualTo(ChunkFacts.Kind.UNREADABLE);
        assertAnswer("{'choices':[{'index':0,'message':{'content':'a','role':'assistant'}}]}");
    }

    @Test
    @DisplayName("S15: an annotation with an empty id and model behind the answer takes nothing away")
    void emptyValuesDoNotOverwrite() {
        accept("{'id':'c1','object':'chat.completion.chunk','created':7,'model':'gpt-4o','system_fingerprint':'fp',"
                + "'choices':[{'index':0,'delta':{'role':'assistant','content':'Hi'},'finish_reason':null}]}");
        accept("{'id':'c1','object':'chat.completion.chunk','created':7,'model':'gpt-4o','citations':['a'],"
                + "'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");
        accept("{'id':'','object':'','created':0,'model':'','system_fingerprint':'','citations':[],'choices':["
                + "{'index':0,'finish_reason':null,'content_filter_offsets':{'check_offset':3}}]}");

        assertAnswer("{'id':'c1','object':'chat.completion','created':7,'model':'gpt-4o','system_fingerprint':'fp',"
                + "'choices':[{'index':0,'message':{'role':'assistant','content':'Hi'},'finish_reason':'stop',"
                + "'content_filter_offsets':{'check_offset':3}}],'citations':['a']}");
    }

    @Test
    @DisplayName("S17: an empty finish reason is none")
    void anEmptyFinishReasonIsNone() {
        ChunkFacts first = accept("{'choices':[{'index':0,'delta':{'content':'a'},'finish_reason':''}]}");
        ChunkFacts last = accept("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");
        ChunkFacts behind = accept("{'choices':[{'index':0,'delta':{},'finish_reason':''}]}");

        assertThat(first.finishReason()).isNull();
        assertThat(last.finishReason()).isEqualTo("stop");
        assertThat(behind.finishReason()).isNull();
        assertAnswer("{'choices':[{'index':0,'message':{'content':'a','role':'assistant'},'finish_reason':'stop'}]}");
    }

    @Test
    @DisplayName("S19B: a stream has finished when all its choices have")
    void allChoicesHaveToFinish() {
        accept("{'choices':[{'index':0,'delta':{'content':'a'}},{'index':1,'delta':{'content':'b'}}]}");
        accept("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");
        boolean half = assembler.finished();
        accept("{'choices':[{'index':1,'delta':{},'finish_reason':'length'}]}");

        assertThat(half).isFalse();
        assertThat(assembler.finished()).isTrue();
    }

    @ParameterizedTest(name = "S22: {0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same index                 | 'index':0, | 'index':0, | 'index':0,'id':'t2',
        no index                       | ''         | ''         | ''
        no index, and the id each time | ''         | ''         | 'id':'t2',
        the id under another index     | 'index':0, | 'index':0, | 'index':7,'id':'t2',
        """, quoteCharacter = '`')
    void toolCallsArePutTogetherByTheirId(String what, String first, String second, String third) {
        String a = "{'choices':[{'index':0,'delta':{'tool_calls':[{" + bare(first) + "'id':'t1','type':'function',";
        String b = "{'choices':[{'index':0,'delta':{'tool_calls':[{" + bare(second) + "'id':'t2','type':'function',";
        accept(a + "'function':{'name':'read','arguments':'{}'}}]}}]}");
        accept(b + "'function':{'name':'write','arguments':'{'}}]}}]}");
        accept("{'choices':[{'index':0,'delta':{'tool_calls':[{" + bare(third) + "'function':{'arguments':'}'}}]}}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'tool_calls':["
                + "{'id':'t1','type':'function','function':{'name':'read','arguments':'{}'}},"
                + "{'id':'t2','type':'function','function':{'name':'write','arguments':'{}'}}],"
                + "'role':'assistant','content':null}}]}");
    }

    private static String bare(String field) {
        return field.equals("''") ? "" : field;
    }

    @Test
    @DisplayName("S23: empty ids and names of later fragments do not overwrite the first ones")
    void emptyIdsAndNamesChangeNothing() {
        accept("{'choices':[{'index':0,'delta':{'role':'assistant','tool_calls':[{'index':0,'id':'t1',"
                + "'type':'function','function':{'name':'weather','arguments':''}}]}}]}");
        accept("{'choices':[{'index':0,'delta':{'role':'','tool_calls':[{'index':0,'id':'','type':'',"
                + "'function':{'name':'','arguments':'{}'}}]}}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'role':'assistant','tool_calls':[{'id':'t1',"
                + "'type':'function','function':{'name':'weather','arguments':'{}'}}],'content':null}}]}");
    }

    @Test
    @DisplayName("S26: what every fragment of the reasoning repeats is said once")
    void constantsAreSaidOnce() {
        for (String piece : List.of("Let", " me", " me")) {
            accept("{'choices':[{'index':0,'delta':{'content':'','reasoning_details':[{'type':'reasoning.text',"
                    + "'text':'" + piece
                    + "','format':'anthropic-claude-v1','signature':'c2lnbmF0dXJl','index':0}]}}]}");
        }

        assertAnswer("{'choices':[{'index':0,'message':{'content':'','reasoning_details':[{'type':'reasoning.text',"
                + "'text':'Let me me','format':'anthropic-claude-v1','signature':'c2lnbmF0dXJl'}],"
                + "'role':'assistant'}}]}");
    }

    @Test
    @DisplayName("S29: a whole message beside each delta is not appended")
    void wholeMessagesBesideDeltasAreNotAppended() {
        accept("{'id':'p','choices':[{'index':0,'message':{'role':'assistant','content':'Hel'},"
                + "'delta':{'role':'assistant','content':'Hel'},'finish_reason':null}]}");
        accept("{'id':'p','choices':[{'index':0,'delta':{'role':'assistant','content':'lo'},"
                + "'message':{'role':'assistant','content':'Hello'},'finish_reason':null}]}");
        accept("{'id':'p','choices':[{'index':0,'message':{'role':'assistant','content':'Hello','extra':1},"
                + "'delta':{'role':'assistant','content':''},'finish_reason':'stop'}]}");

        assertAnswer("{'id':'p','choices':[{'index':0,'message':{'role':'assistant','content':'Hello','extra':1},"
                + "'finish_reason':'stop'}]}");
    }

    @Test
    void aWholeMessageWithoutDeltasIsTheAnswer() {
        accept("{'choices':[{'index':0,'message':{'role':'assistant','content':'Hel'}}]}");
        accept("{'choices':[{'index':0,'message':{'role':'assistant','content':'Hello'},'delta':{'content':''},"
                + "'finish_reason':'stop'}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'content':'Hello','role':'assistant'},"
                + "'finish_reason':'stop'}]}");
    }

    @Test
    void everyFieldOfAMessageIsKept() {
        accept("{'choices':[{'index':0,'delta':{'role':'assistant','content':null,'refusal':'I','reasoning':'a',"
                + "'reasoning_content':'b','function_call':{'name':'f','arguments':'{'},"
                + "'audio':{'id':'au','data':'AA','transcript':'x','expires_at':1},"
                + "'tool_calls':[{'index':0,'id':'c1','type':'custom','custom':{'name':'grep','input':'a'}}]},"
                + "'logprobs':{'content':[{'token':'I','logprob':-Infinity}],'refusal':null}}]}");
        accept("{'choices':[{'index':0,'delta':{'refusal':' I','reasoning':'a','reasoning_content':'b',"
                + "'function_call':{'name':'','arguments':'}'},'audio':{'id':'au','data':'AA','transcript':'x'},"
                + "'tool_calls':[{'index':0,'id':'c1','custom':{'input':'a'}}]},"
                + "'logprobs':{'content':[{'token':' I','logprob':NaN}]},'finish_reason':'stop'}]}");

        assertAnswer("{'choices':[{'index':0,'message':{'role':'assistant','content':null,'refusal':'I I',"
                + "'reasoning':'aa','reasoning_content':'bb','function_call':{'name':'f','arguments':'{}'},"
                + "'audio':{'id':'au','data':'AAAA','transcript':'xx','expires_at':1},"
                + "'tool_calls':[{'id':'c1','type':'custom','custom':{'name':'grep','input':'aa'}}]},"
                + "'logprobs':{'content':[{'token':'I','logprob':-Infinity},{'token':' I','logprob':NaN}],"
                + "'refusal':null},'finish_reason':'stop'}]}");
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(assembler.response()).isNull();
        assertThat(assembler.scan().json()).isFalse();
    }

    /** JSON with single quotes; an escaped single quote is an escaped quote. */
    private static Slice json(String text) {
        return Slice.of(text.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(@Nullable Slice response) {
        return response == null ? null : response.text();
    }

    private ChunkFacts accept(String chunk) {
        return assembler.accept(json(chunk));
    }

    private void assertAnswer(String expected) {
        Slice response = assembler.response();
        assertThat(response).isNotNull();
        assertThat(response.text()).isEqualTo(json(expected).text());
    }
}
