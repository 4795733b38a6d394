package dev.rejoin.importer.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used, with everything that is wrong with it at once. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<MappingError> errors;

    /** One thing that is wrong, and where. */
    public record MappingError(Mapping.FileLine place, String message) {
        @Override
        public String toString() {
            return place + ": " + message;
        }
    }

    public MappingException(List<MappingError> errors) {
        super(errors.stream().map(MappingError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<MappingError> errors() {
        return errors;
    }
}
