package io.tidegate.verify.value;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of the first element of this name in an XML document. Documents with a type declaration
 * are not read at all: entities are how XML reads files and fills memory.
 *
 * @param document where the document is
 * @param name the local name of the element
 */
record XmlValue(Value document, String name) implements Value {

    private static final XMLInputFactory XML = factory();

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Else Java tells the standard error stream of every document that is none.
        factory.setXMLReporter((message, type, information, location) -> {});
        return factory;
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return document.bytes(evidence)
                .flatMap(xml -> texts(xml, 1))
                .flatMap(texts -> texts.stream().findFirst());
    }

    /** What is no XML to its end may be read in any way. */
    @Override
    public boolean isAmbiguous(Evidence evidence) {
        return document.bytes(evidence)
                .filter(xml -> texts(xml, 2).filter(texts -> texts.size() < 2).isEmpty())
                .isPresent();
    }

    /** The texts of the first elements of the name; empty if what was read of it is not XML. */
    private Optional<List<String>> texts(byte[] xml, int most) {
        var texts = new ArrayList<String>(most);
        try {
            // Decoded here: the reader itself complains of bad bytes on standard error.
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text(xml)));
            while (reader.hasNext() && texts.size() < most) {
                int kind = reader.next();
                if (kind == XMLStreamConstants.DTD) {
                    return Optional.empty();
                }
                if (kind == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(name)) {
                    texts.add(reader.getElementText());
                }
            }
            return Optional.of(texts);
        } catch (XMLStreamException | CharacterCodingException notXml) {
            return Optional.empty();
        }
    }

    private static String text(byte[] xml) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
    }

    @Override
    public List<Value> parts() {
        return List.of(document);
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    public boolean isUnwrapped() {
        return true;
    }
}
