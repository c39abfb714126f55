package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors in chunks of a stream. */
class StreamErrorsTest {
    private final StreamAssembler assembler = new StreamAssembler();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'no','code':500}}",
                "{'error':'no'}",
                "{'object':'error','message':'no','type':'BadRequestError','code':400}",
                "{'detail':'no'}",
                "{'detail':[{'loc':['body'],'msg':'no'}]}",
                "{'code':1113,'message':'no'}",
                "{'code':'Throttling.RateQuota','message':'no','request_id':'r'}",
                "{'errors':[{'code':7003,'message':'no'}],'success':false}",
                "{'success':false,'messages':[]}",
                "{'error_code':110,'error_msg':'no'}",
                "{'id':'x','choices':null,'base_resp':{'status_code':1004,'status_msg':'no'}}",
                "{'type':'error','message':'no'}",
                "{'status':'error'}",
                "{'error':{'message':'no'},'choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}]}",
                "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}]}",
                "{'choices':[{'index':0,'delta':{},'error':{'code':502,'message':'no'}}]}",
            })
    @DisplayName("S10: the shapes of an error within a stream")
    void errorsAreKnownInAllTheirShapes(String chunk) {
        assertThat(accept(chunk).kind()).isEqualTo(ChunkFacts.Kind.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':null,'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'error':{},'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'error':'','choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'error':false,'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'error':{'code':0,'message':'success'},'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'error':{'code':null,'message':''},'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'code':200,'message':'ok','choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'code':12,'message':'x','detail':'y','choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'choices':[{'index':0,'delta':{'content':'error'},'finish_reason':'stop','error':null}]}",
                "{'choices':[{'index':0,'delta':{'content':'a'}}],'base_resp':{'status_code':0,'status_msg':''}}",
                "{'choices':[],'prompt_filter_results':[{'prompt_index':0}]}",
                "{'type':'ping'}",
                "{'code':200,'message':'ok'}",
                "{'code':0,'message':'success'}",
                "{}",
            })
    void whatIsNoErrorIsNotTakenForOne(String chunk) {
        assertThat(accept(chunk).kind()).isEqualTo(ChunkFacts.Kind.CONTENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'message':'no','code':429}} | 429",
                "{'error':{'message':'no','code':'429'}} | 429",
                "{'error':{'message':'no','type':'rate_limit_error'}} | 429",
                "{'error':{'message':'no','code':'invalid_api_key'}} | 401",
                "{'object':'error','message':'no','code':40301} | 0",
                "{'error':{'message':'no','status':'RESOURCE_EXHAUSTED'}} | 429",
                "{'error':{'message':'429 rate limit'}} | 0",
                "{'error':'no','status_code':503} | 503",
                "{'choices':[{'delta':{},'finish_reason':'error','error':{'code':502,'message':'no'}}]} | 502",
            },
            quoteCharacter = '`')
    void structuredCodesSayTheStatus(String chunk, int status) {
        AnswerError error = accept(chunk).error();

        assertThat(error).isNotNull();
        assertThat(error.status()).isEqualTo(status);
    }

    /** JSON with single quotes; an escaped single quote is an escaped quote. */
    private static Slice json(String text) {
        return Slice.of(text.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private ChunkFacts accept(String chunk) {
        return assembler.accept(json(chunk));
    }
}
