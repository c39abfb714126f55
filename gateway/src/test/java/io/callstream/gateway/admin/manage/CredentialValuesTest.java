package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.identity.Fields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of the values of credentials, and what becomes of it when it is sent back. */
class CredentialValuesTest {
    private static Map<String, Object> read(String json) {
        try {
            return PlainValues.readObject(Slice.of(json.replace('\'', '"')));
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'api_key':'sk-1234567'}                        | {api_key=sk****67}",
                "{'api_key':'abcde'}                             | {api_key=ab****de}",
                "{'api_key':'abcd'}                              | {api_key=*****}",
                "{'api_key':''}                                  | {api_key=*****}",
                "{'api_key':123456}                              | {api_key=12****56}",
                "{'API_KEY':'sk-1234567'}                        | {API_KEY=sk****67}",
                "{'aws_access_key_id':'AKIAEXAMPLE'}             | {aws_access_key_id=AK****LE}",
                "{'aws_session_token':'tokentoken'}              | {aws_session_token=to****en}",
                "{'client_secret':'hush-hush'}                   | {client_secret=hu****sh}",
                "{'azure_password':'pass-word'}                  | {azure_password=pa****rd}",
                "{'authorization':'Bearer abc'}                  | {authorization=Be****bc}",
                "{'vertex_credentials':{'private_key':'MII-abc','type':'service'}} | {vertex_credentials={private_key=MI****bc, type=se****ce}}",
                "{'vertex_credentials':{'a':{'b':'deep-one'}}}   | {vertex_credentials={a={b=de****ne}}}",
                "{'extra_headers':{'Authorization':'Bearer abc','x-team':'core'}} | {extra_headers={Authorization=Be****bc, x-team=core}}",
                "{'more':[{'api_key':'sk-1234567'}]}             | {more=[{api_key=sk****67}]}",
                "{'api_keys':['sk-1234567','abcd']}              | {api_keys=[sk****67, *****]}",
                "{'api_base':'http://x','api_version':'1'}       | {api_base=http://x, api_version=1}",
                "{'region_name':'eu'}                            | {region_name=eu}",
            })
    void whatIsNamedLikeASecretIsMaskedWhereverItStands(String values, String shown) {
        assertThat(CredentialValues.masked(read(values))).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'api_key':'sk-1234567','api_base':'http://x'}",
                "{'api_key':'abc'}",
                "{'vertex_credentials':{'private_key':'MII-abc','type':'service'}}",
                "{'extra_headers':{'Authorization':'Bearer abc','x-team':'core'}}",
                "{'api_keys':['sk-1234567','sk-7654321']}",
                "{'api_key':123456}",
            })
    void whatIsReadAndSentBackChangesNothing(String values) {
        Fields before = new Fields(read(values));

        Map<String, Object> meant = CredentialValues.withoutMasked(CredentialValues.masked(before.values()), before);

        assertThat(before.with(meant)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'api_key':'sk-old-key'} | {'api_key':'sk-new-key'}                         | {api_key=sk-new-key}",
                "{'api_key':'sk-old-key'} | {'api_key':'xx****yy'}                           | {api_key=sk-old-key}",
                "{'api_key':'sk-old-key'} | {'api_base':'http://y','api_key':'sk****ey'}     | {api_key=sk-old-key, api_base=http://y}",
                "{}                       | {'api_key':'sk****ey'}                           | {}",
                "{'h':{'token':'old-token','a':'1'}} | {'h':{'token':'ol****en','a':'2'}}    | {h={token=old-token, a=2}}",
                "{'h':{'token':'old-token','a':'1'}} | {'h':{'a':'2'}}                       | {h={a=2}}",
                "{'h':{'token':'old-token'}} | {'h':{'token':'new-token'}}                   | {h={token=new-token}}",
                "{'h':'flat'}             | {'h':{'a':'2'}}                                  | {h={a=2}}",
                "{'note':'a'}             | {'note':'xx****yy'}                              | {note=xx****yy}",
            })
    void whatIsNewIsTaken(String before, String posted, String after) {
        Fields known = new Fields(read(before));

        assertThat(known.with(CredentialValues.withoutMasked(read(posted), known))
                        .values())
                .hasToString(after);
    }

    @Test
    void ofAModelOnlyAddressesAndKeysAreACredential() {
        Fields model = new Fields(read(
                "{'model':'openai/m','api_key':'k','api_base':'b','base_url':'u','api_version':'v','tenant_id':'t','client_id':'c',"
                        + "'client_secret':'s','region_name':'r','organization':'o','vertex_project':'p','aws_region_name':'a',"
                        + "'azure_scope':'z','rpm':5,'temperature':1,'my_vertex_x':'no'}"));

        assertThat(CredentialValues.of(model).keySet())
                .containsExactlyInAnyOrder(
                        "api_key",
                        "api_base",
                        "base_url",
                        "api_version",
                        "tenant_id",
                        "client_id",
                        "client_secret",
                        "region_name",
                        "organization",
                        "vertex_project",
                        "aws_region_name",
                        "azure_scope");
    }
}
