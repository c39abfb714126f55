package io.callstream.sink.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.net.http.HttpRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HeaderTemplatePropertiesTest {
    @Property(tries = 500)
    void whateverNamesAreTheClientTakesTheHeader(@ForAll String model) {
        SuccessEvent success = SampleCall.number(1).success();
        success.setModelGroup(model);
        String value = new HeaderTemplate("X-Model", "model {model_group}").value(new CallEvent.Success(success));
        assertThatCode(() ->
                        HttpRequest.newBuilder(URI.create("http://localhost")).header("X-Model", value))
                .doesNotThrowAnyException();
    }
}
