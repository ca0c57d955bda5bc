"""Simulasi & rencana: what if these levels rose, and which should rise first?"""
