package dev.rejoin.invoice;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/invoices. */
@Path("/v1/invoices")
@Tag(name = "invoices", description = "What an organization owes; totals are computed from the lines, never stored.")
public class InvoiceResource extends Resource<Invoice, Invoice.Data> {
    InvoiceResource() {
        super(Invoice.class);
    }
}
