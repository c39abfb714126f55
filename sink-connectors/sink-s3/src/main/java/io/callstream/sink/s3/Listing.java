package io.callstream.sink.s3;

import io.callstream.sink.Delivery;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One page of a bucket's objects.
 *
 * @param keys names of objects
 * @param next asks for the next page; empty on the last one
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">AWS: ListObjectsV2</a>
 */
record Listing(List<String> keys, Optional<String> next) {
    Listing {
        keys = List.copyOf(keys);
    }

    /** @throws VerdictException if the answer is no page */
    static Listing read(byte[] xml) throws VerdictException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            Listing listing = read(reader);
            reader.close();
            return listing;
        } catch (XMLStreamException e) {
            throw new VerdictException(Delivery.retry("s3_listing_unreadable"));
        }
    }

    private static Listing read(XMLStreamReader reader) throws XMLStreamException {
        List<String> keys = new ArrayList<>();
        Optional<String> next = Optional.empty();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "Key" -> keys.add(reader.getElementText());
                    case "NextContinuationToken" -> next = Optional.of(reader.getElementText());
                    default -> {
                        // Says more than is asked.
                    }
                }
            }
        }
        return new Listing(keys, next);
    }
}
