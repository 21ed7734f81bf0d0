"""What is known of a document: title, kind, issuer, date …"""
