package io.callstream.gateway.json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of environments, headers, statements of programs and what people write: a name, a sign, and a credential. */
class AssignedSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY=⟦aB3dE5gH7jK9⟧",
                "export OPENAI_API_KEY=\"⟦aB3dE5gH7jK9⟧\"",
                "x-api-key: ⟦aB3dE5gH7jK9⟧",
                "password = '⟦hunter22⟧'",
                "password  = ⟦hunter22⟧",
                "password :⟦hunter22⟧",
                "password := \"⟦hunter22⟧\"",
                "password => '⟦hunter22⟧'",
                "'password' => '⟦hunter22⟧',",
                "os.environ[\"DB_PASSWORD\"]: no; env[\"DB_PASSWORD\"] = \"no\"; \"DB_PASSWORD\"=\"⟦hunter22⟧\"",
                "`API_KEY=⟦abc1234⟧` is it",
                "<code>API_KEY=⟦abc1234⟧</code>",
                "password: ⟦hunter22⟧.",
                "(password: ⟦hunter22⟧)",
                "[password=⟦hunter22⟧];",
                "password: ⟦hunter22⟧, user: ann",
                "password=⟦hunter22⟧&user=ann&n=1",
                "user=ann;password=⟦hunter22⟧;host=db1",
                "host=h,password=⟦hunter22⟧,user=ann",
                "PASSWORD=⟦abc12=⟧",
                "PASSWORD=⟦123456⟧",
            })
    void aValueThatIsSaidToBeOne(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** Rules for passwords demand such signs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=⟦p@ssw0rd!⟧",
                "DB_PASSWORD=⟦S3cr$t!abc⟧ # ours",
                "password: ⟦Tr0ub4dor&3⟧",
                "password: ⟦a,b;c&d1234⟧",
                "password: \"⟦pä55wörter⟧\"",
                "password: ⟦#1{x}[y](z)%^*q⟧ and more",
                "{\"content\":\"DB_PASSWORD=⟦p@ssw0rd!⟧\\nUSER=ann1234\"}",
            })
    void aPasswordHasAnySigns(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** In JSON the end of a line is an escape sequence whose letter belongs to no name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"HOST=h1\\nAPI_KEY=⟦abc1234⟧\\nX=1\"}",
                "{\"content\":\"HOST=h1\\nauth=⟦abc1234⟧\"}",
                "{\"content\":\"HOST=h1\\ncookie: ⟦abc1234⟧\"}",
                "{\"content\":\"x\\tjwt=⟦abc1234⟧\"}",
                "{\"content\":\"x\\u0026auth=⟦abc1234⟧\\u0026y=abc1234\"}",
                "{\"content\":\"export API_KEY=\\\"⟦abc1234⟧\\\"\"}",
                "{\"a\":\"{\\\"b\\\":\\\"API_KEY=\\\\\\\"⟦abc1234⟧\\\\\\\"\\\"}\"}",
            })
    void inJsonsStringsToo(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the password: none",
                "PASSWORD=12345",
                "PASSWORD=abcdef",
                "PASSWORD=",
                "PASSWORD= ",
                "PASSWORD",
                "=abc1234",
                "name=abc1234",
                "password   = hunter22",
                "password: see chapter 3 of it",
                "PASSWORD=${DB_PASSWORD_1}",
                "PASSWORD=$(pass show db/1)",
                "PASSWORD=$DB_PASSWORD_1",
                "PASSWORD=$_1234567",
                "PASSWORD=<your password 1>",
                "PASSWORD=<your-password-1>",
                "PASSWORD={{secret_1234}}",
                "PASSWORD=[secret_1234]",
                "PASSWORD=%SECRET_1234%",
                "PASSWORD=*******1",
                "password == 1234567",
                "def login(password: str, token=None): password = get_password(user) # secret: see above",
                "secretary: room1234",
                "max_tokens=1234567",
                "password=get,n=1234567",
                "password=get;n:1234567",
                "password=get&n=1234567",
            })
    void whatPeopleWriteIsNone(String text) {
        MarkedSecrets.areFound(text);
    }
}
